package io.asyncorm.kotlin.checked

import io.asyncorm.model.Model
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.repository.Query
import kotlinx.coroutines.flow.Flow

@Model
data class Song(val id: Long?, val title: String, val seconds: Int)

interface Songs : AsyncRepository<Song, Long> {

	suspend fun aget(title: String): Song

	suspend fun afirst(title__icontains: String): Song?

	suspend fun acreate(title: String, seconds: Int): Song

	fun aiteratorBySecondsGte(seconds: Int): Flow<Song>

	@Query("select sum(seconds) from song where seconds >= :atLeast")
	suspend fun seconds(atLeast: Int): Long?

	@Query("select title from song order by title")
	fun titles(): Flow<String>

}
